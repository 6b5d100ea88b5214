/*
grain: {nl: "Eén reeks waarvan het kerncijfer als tegel op de startpagina staat.", en: "One series whose key figure stands as a tile on the start page."}
columns:
  place: {type: INTEGER, nl: "De plaats in de rij tegels, vanaf 1.", en: "The place among the tiles, from 1."}
key: [series_id]
*/
select
  cast(place as integer) as place,
  series_id
from raw.start_tile
order by place
