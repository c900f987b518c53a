/// The market data store: columns of bars, quotes and trade ticks, mapped and hashed.
///
/// `docs/market-data.md` describes the layout and the hash. Readers take no lock: they see the
/// last committed version of a data set while a writer adds to it.
package io.papertape.workspace.store;
