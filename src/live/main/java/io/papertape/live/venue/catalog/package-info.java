/// All venues by their names, as `--feed` knows them.
///
/// Apart from the package of what a venue is, because that one must not know those who
/// implement it.
package io.papertape.live.venue.catalog;
