package io.papertape.journal;

/// Takes each line at once, on the thread that wrote it: what [Journal] says is with its sink
/// when the call is over.
final class ChainingHere implements Chaining {
  private static final int LINE = 1024;

  private final EntryChain chain;

  ChainingHere(JournalSink sink) {
    chain = new EntryChain(sink);
  }

  @Override
  public LineBatch first() {
    return new LineBatch(LINE);
  }

  @Override
  public int enoughBytes() {
    return 0;
  }

  @Override
  public LineBatch take(LineBatch batch) {
    try {
      chain.take(batch);
    } finally {
      batch.clear(); // a line that the sink refused does not come again
    }
    return batch;
  }

  @Override
  public EntryChain settle(LineBatch rest) {
    take(rest);
    return chain;
  }

  @Override
  public void close() {
    // nothing runs beside
  }
}
