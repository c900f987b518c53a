/// Frames that come by Kafka instead of a WebSocket. Where to go on reading is kept by whoever
/// keeps what was read, not by Kafka, so that reading again gives the same frames. The library is
/// optional: without `kafka-clients` on the class path everything but this package works.
package io.papertape.live.transport.kafka;
