/// A simulated world for the session code: markets, venues, networks, disks, a clock and an
/// operator, all drawn from one seed and run on one thread, so that years of misfortune take
/// minutes and every failure happens again from its seed.
///
/// What is driven is the code that lives: sequencer, tape, journal, health, engine. What is
/// simulated and what is not is in `docs/reliability.md`.
package io.papertape.live.simulate;
