/// What stored bars look like: gaps, empty volume, moves too large to be true.
///
/// A finding is told, never mended: the store keeps what was imported.
package io.papertape.workspace.check;
