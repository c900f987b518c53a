/// The way to a venue and back: sockets that are kept alive, requests over HTTP, and the wall
/// clock, which in `live` is read here and nowhere else. What to do when is decided by
/// [io.papertape.live.transport.Supervision], which has neither socket nor clock, so that a
/// simulator can drive it; the rest is a thin shell. Nothing here reads what a frame says.
package io.papertape.live.transport;
