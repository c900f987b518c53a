/// A paper session that runs for thirty days of its venue's time in a few minutes, in one process
/// with real threads, sockets and files, while its memory, threads and descriptors are counted.
///
/// Time is that of the venue here: it goes on when what it has sent has been heard, so a busy
/// machine makes the soak longer and never makes a stream late.
package io.papertape.benchmark.soak;
