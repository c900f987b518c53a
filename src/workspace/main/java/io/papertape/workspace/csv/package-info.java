/// Bars from delimited text into the store, and back out.
///
/// Import streams: bytes become fixed-point numbers without a `String` or a `double` between, and
/// a row that cannot be right goes to the reject file with its line number and reason.
package io.papertape.workspace.csv;
