/// What stored bars look like: gaps, empty volume, moves too large to be true, damaged files.
package io.papertape.workspace.check;
