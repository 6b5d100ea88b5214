// Package duckdb is the driver under the import path that the project is asked to use.
// The module of that name has moved: what we use of it is taken from its successor
// here, so that the next move is this one file (docs/decisions/032-engine.md).
package duckdb

import duckdb "github.com/duckdb/duckdb-go/v2"

// What a connection, a statement and an error of the engine are.
type (
	Conn     = duckdb.Conn
	Stmt     = duckdb.Stmt
	StmtType = duckdb.StmtType
	Error    = duckdb.Error
)

// The kinds of statement that a question may be.
const (
	STATEMENT_TYPE_INVALID = duckdb.STATEMENT_TYPE_INVALID
	STATEMENT_TYPE_SELECT  = duckdb.STATEMENT_TYPE_SELECT
	STATEMENT_TYPE_EXPLAIN = duckdb.STATEMENT_TYPE_EXPLAIN
)

// What functions of our own are made of.
type (
	Type               = duckdb.Type
	TypeInfo           = duckdb.TypeInfo
	RowExecutorFn      = duckdb.RowExecutorFn
	ScalarFuncConfig   = duckdb.ScalarFuncConfig
	ScalarFuncExecutor = duckdb.ScalarFuncExecutor
)

// Types of their arguments.
const (
	TYPE_DOUBLE = duckdb.TYPE_DOUBLE
	TYPE_LIST   = duckdb.TYPE_LIST
)

// How they are made known.
var (
	NewTypeInfo       = duckdb.NewTypeInfo
	NewListInfo       = duckdb.NewListInfo
	RegisterScalarUDF = duckdb.RegisterScalarUDF
)
