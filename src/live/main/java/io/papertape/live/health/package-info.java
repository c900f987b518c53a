/// What a stream's silence, gaps, repeats, order and prices mean for those who would trade on it.
/// Pure state machines: receive times come in with what is received, there is no clock, no socket
/// and no thread, so that a recorded stream is judged today as it was then.
package io.papertape.live.health;
