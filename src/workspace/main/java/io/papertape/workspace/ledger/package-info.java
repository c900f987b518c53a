/// The ledger: the small append-only chain above all runs.
///
/// One canonical JSON line per entry, chained by the same hash as a journal. It holds wall time,
/// which the caller passes in.
package io.papertape.workspace.ledger;
