/// Any venue that speaks JSON over a WebSocket, described by a file instead of code: where to
/// connect, what to send, and at which paths of a frame the price, the time and the rest stand.
package io.papertape.live.venue.generic;
