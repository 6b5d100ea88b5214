package engine

/*
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

// These are of DuckDB's C interface, of which the driver leaves out results that come
// as they are made. Handles are pointers there; duckdb_result is a plain struct.
typedef struct {
	uint64_t deprecated_counts[3];
	void *deprecated_pointers[2];
	void *internal_data;
} duckdb_result;

extern int duckdb_prepare(void *connection, const char *query, void **statement);
extern const char *duckdb_prepare_error(void *statement);
extern void duckdb_destroy_prepare(void **statement);
extern uint64_t duckdb_prepared_statement_column_count(void *statement);
extern char *duckdb_prepared_statement_column_name(void *statement, uint64_t column);
extern void duckdb_free(void *memory);
extern int duckdb_pending_prepared_streaming(void *statement, void **pending);
extern const char *duckdb_pending_error(void *pending);
extern void duckdb_destroy_pending(void **pending);
extern int duckdb_execute_pending(void *pending, duckdb_result *result);
extern const char *duckdb_result_error(duckdb_result *result);
extern void duckdb_destroy_result(duckdb_result *result);
extern void *duckdb_fetch_chunk(duckdb_result result);
extern void duckdb_destroy_data_chunk(void **chunk);
extern uint64_t duckdb_data_chunk_get_size(void *chunk);
extern uint64_t duckdb_data_chunk_get_column_count(void *chunk);
extern void *duckdb_data_chunk_get_vector(void *chunk, uint64_t column);
extern void *duckdb_vector_get_data(void *vector);
extern uint64_t *duckdb_vector_get_validity(void *vector);
extern void duckdb_interrupt(void *connection);
*/
import "C"

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"unsafe"
)

const engineFails = 1 // DuckDBError

// stream runs a statement of which all columns are text and hands on each row as the
// engine makes it, so that memory does not grow with rows. It ends when ctx does.
func (d *DB) stream(ctx context.Context, statement string, row func([][]byte) error) error {
	return d.conn.Raw(func(driver any) error {
		connection, err := handle(driver)
		if err != nil {
			return err
		}
		// A statement that has just ended forgets an interrupt, hence the look at ctx
		// for every chunk.
		stop := context.AfterFunc(ctx, func() { C.duckdb_interrupt(connection) })
		defer stop()
		err = streamRows(ctx, connection, statement, row)
		return errors.Join(ctx.Err(), err) // what the engine says when interrupted is no news
	})
}

// handle is the engine's connection that the driver keeps to itself.
func handle(driver any) (unsafe.Pointer, error) {
	conn := reflect.ValueOf(driver)
	if conn.Kind() == reflect.Pointer && conn.Elem().Kind() == reflect.Struct {
		if field := conn.Elem().FieldByName("conn"); field.Kind() == reflect.Struct {
			if pointer := field.FieldByName("Ptr"); pointer.Kind() == reflect.UnsafePointer && !pointer.IsNil() {
				return pointer.UnsafePointer(), nil
			}
		}
	}
	return nil, fmt.Errorf("find the engine's connection in a %T", driver)
}

// columnNames are those of a statement as it stands.
func (d *DB) columnNames(statement string) ([]string, error) {
	var names []string
	err := d.conn.Raw(func(driver any) error {
		connection, err := handle(driver)
		if err != nil {
			return err
		}
		prepared, err := prepare(connection, statement)
		defer C.duckdb_destroy_prepare(&prepared)
		if err != nil {
			return err
		}
		for i := range uint64(C.duckdb_prepared_statement_column_count(prepared)) {
			name := C.duckdb_prepared_statement_column_name(prepared, C.uint64_t(i))
			names = append(names, C.GoString(name))
			C.duckdb_free(unsafe.Pointer(name))
		}
		return nil
	})
	return names, err
}

// prepare gives a statement that must be destroyed, whether or not it can be run.
func prepare(connection unsafe.Pointer, statement string) (unsafe.Pointer, error) {
	text := C.CString(statement)
	defer C.free(unsafe.Pointer(text))
	var prepared unsafe.Pointer
	if C.duckdb_prepare(connection, text, &prepared) == engineFails {
		return prepared, ofMessage(C.GoString(C.duckdb_prepare_error(prepared)))
	}
	return prepared, nil
}

func streamRows(ctx context.Context, connection unsafe.Pointer, statement string, row func([][]byte) error) error {
	prepared, err := prepare(connection, statement)
	defer C.duckdb_destroy_prepare(&prepared)
	if err != nil {
		return err
	}
	var pending unsafe.Pointer
	defer func() { C.duckdb_destroy_pending(&pending) }()
	if C.duckdb_pending_prepared_streaming(prepared, &pending) == engineFails {
		return ofMessage(C.GoString(C.duckdb_pending_error(pending)))
	}
	var result C.duckdb_result
	defer C.duckdb_destroy_result(&result)
	if C.duckdb_execute_pending(pending, &result) == engineFails {
		return ofMessage(C.GoString(C.duckdb_result_error(&result)))
	}
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		chunk := C.duckdb_fetch_chunk(result)
		if chunk == nil {
			break
		}
		err := chunkRows(chunk, row)
		C.duckdb_destroy_data_chunk(&chunk)
		if err != nil {
			return err
		}
	}
	if message := C.duckdb_result_error(&result); message != nil {
		return ofMessage(C.GoString(message))
	}
	return nil
}

// engineText is a text as the engine keeps it: twelve bytes or less in place, more
// elsewhere.
type engineText struct {
	length uint32
	start  [4]byte
	rest   unsafe.Pointer
}

const inPlace = 12

func (t *engineText) bytes() []byte {
	if t.length <= inPlace {
		return unsafe.Slice(&t.start[0], t.length)
	}
	return unsafe.Slice((*byte)(t.rest), t.length)
}

// chunkRows hands on the rows of a chunk; their bytes are the engine's.
func chunkRows(chunk unsafe.Pointer, row func([][]byte) error) error {
	rows := int(C.duckdb_data_chunk_get_size(chunk))
	if rows == 0 {
		return nil
	}
	columns := make([][]engineText, C.duckdb_data_chunk_get_column_count(chunk))
	valid := make([][]uint64, len(columns))
	for i := range columns {
		vector := C.duckdb_data_chunk_get_vector(chunk, C.uint64_t(i))
		columns[i] = unsafe.Slice((*engineText)(C.duckdb_vector_get_data(vector)), rows)
		if bits := C.duckdb_vector_get_validity(vector); bits != nil {
			valid[i] = unsafe.Slice((*uint64)(unsafe.Pointer(bits)), (rows+63)/64)
		}
	}
	values := make([][]byte, len(columns))
	for r := range rows {
		for i := range columns {
			values[i] = nil
			if valid[i] == nil || valid[i][r/64]>>(r%64)&1 == 1 {
				values[i] = columns[i][r].bytes()
			}
		}
		if err := row(values); err != nil {
			return err
		}
	}
	return nil
}
