/// What was decided: an append-only record of canonical JSON lines with a hash chain and a Merkle
/// root.
///
/// The bytes of a line are what is hashed. This package writes bytes to a sink and knows of no
/// files.
package io.papertape.journal;
