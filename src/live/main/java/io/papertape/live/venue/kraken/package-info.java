/// Kraken: spot over version 2 of its protocol, futures, and a codec for recordings of version 1.
/// Its spot books carry a CRC32 of their best ten prices a side and no numbers; those of futures
/// are numbered and carry no checksum.
package io.papertape.live.venue.kraken;
