/// Any venue that speaks JSON over a WebSocket, described by a file instead of code: where to
/// connect, what to send, and at which paths of a frame the price, the time and the rest stand.
/// A mistake in the file is named with its line, one that only a frame can show with how far the
/// path leads.
package io.papertape.live.venue.generic;
