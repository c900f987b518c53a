/// The tape: the market as a session saw it, moment after moment, durable before anything is done
/// about it. The sequencer makes moments of feed events, the writer puts them on the disk, the
/// reader gives them back as they were, the export makes data sets of them.
///
/// All of it is told its time; the files are behind a port that a simulator can make fail.
package io.papertape.live.tape;
