/// Paper sessions: a strategy attached to a feed, with the tape of what came and the journal of
/// what was decided.
///
/// The tape is the truth. A session is the simulation run over its tape: while it lives, moments
/// are put on the tape before the simulation sees them; after a crash the tape is run again from
/// its start, and goes on where it ended.
package io.papertape.live.session;
