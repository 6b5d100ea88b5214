# Reads every CSV of a release with readr as the descriptor beside it says, and names what
# is not so: columns, types, missing values, rows, keys and references.
#
#   Rscript read.R RELEASE
suppressPackageStartupMessages({
  library(jsonlite)
  library(readr)
})

collectors <- list(
  string = col_character(), integer = col_integer(), year = col_integer(), number = col_double(),
  boolean = col_logical(), date = col_date("%Y-%m-%d"), array = col_character()
)
faults <- character()
fault <- function(resource, ...) faults <<- c(faults, paste0(resource$path, ": ", ...))

read <- function(folder, resource) {
  fields <- resource$schema$fields
  names <- vapply(fields, function(f) f$name, "")
  decimal <- unlist(lapply(fields, function(f) f$decimalChar))
  types <- lapply(fields, function(f) collectors[[f$type]])
  frame <- read_delim(
    file.path(folder, resource$path),
    delim = if (is.null(resource$dialect)) "," else resource$dialect$delimiter,
    locale = locale(
      decimal_mark = if (is.null(decimal)) "." else decimal[1],
      grouping_mark = "", encoding = resource$encoding
    ),
    col_types = do.call(cols, setNames(types, names)),
    na = unlist(resource$schema$missingValues), trim_ws = FALSE, progress = FALSE, name_repair = "minimal"
  )
  wrong <- problems(frame)
  if (nrow(wrong) > 0) fault(resource, "row ", wrong$row[1], ", column ", wrong$col[1], ": ", wrong$actual[1])
  if (!identical(colnames(frame), names)) fault(resource, "columns ", paste(colnames(frame), collapse = ", "))
  for (field in fields) {
    column <- frame[[field$name]]
    if (isTRUE(field$constraints$required) && anyNA(column)) fault(resource, field$name, " is empty somewhere")
    if (field$type == "array") lapply(column[!is.na(column)], fromJSON)
  }
  frame
}

check <- function(resource, frames) {
  frame <- frames[[resource$name]]
  schema <- resource$schema
  rows <- resource$jaarcijfers$rows
  if (!is.null(rows) && rows != nrow(frame)) fault(resource, nrow(frame), " rows, described are ", rows)
  for (key in c(list(schema$primaryKey), schema$uniqueKeys)) {
    if (length(key) > 0 && anyDuplicated(frame[unlist(key)]) > 0) fault(resource, paste(key, collapse = ", "), " names several rows")
  }
  for (foreign in schema$foreignKeys) {
    to <- foreign$reference$resource
    other <- frames[[if (is.null(to)) resource$name else to]]
    used <- frame[unlist(foreign$fields)]
    used <- used[stats::complete.cases(used), ]
    there <- other[unlist(foreign$reference$fields)]
    if (!all(do.call(paste, c(used, sep = "\r")) %in% do.call(paste, c(there, sep = "\r")))) {
      fault(resource, paste(foreign$fields, collapse = ", "), " refers to what is not there")
    }
  }
}

files <- 0
rows <- 0
for (path in sort(list.files(commandArgs(TRUE)[1], "^datapackage\\.json$", recursive = TRUE, full.names = TRUE))) {
  package <- fromJSON(path, simplifyVector = FALSE)
  frames <- list()
  tables <- Filter(function(r) identical(r$type, "table"), package$resources)
  for (resource in tables) frames[[resource$name]] <- read(dirname(path), resource)
  for (resource in tables) check(resource, frames)
  files <- files + length(frames)
  rows <- rows + sum(vapply(frames, nrow, 0L))
}
if (length(faults) > 0) message(paste(faults, collapse = "\n"))
cat(files, " files, ", rows, " rows\n", sep = "")
quit(status = as.integer(length(faults) > 0))
