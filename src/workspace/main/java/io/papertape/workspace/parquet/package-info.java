/// Tables as Parquet files, written here and read with Hardwood.
///
/// Hardwood (0.7 MB, no dependencies) only reads; DuckDB also writes, but is 77 MB of native code
/// that every first build would fetch. What is written is the plainest form of the format: no
/// compression, no dictionaries, exact decimals; DuckDB and Arrow read it.
package io.papertape.workspace.parquet;
