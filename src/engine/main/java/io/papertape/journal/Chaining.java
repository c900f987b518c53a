package io.papertape.journal;

/// Where and when finished lines are hashed and handed to the sink.
sealed interface Chaining extends AutoCloseable permits ChainingHere, ChainingAside {
  /// An empty batch to begin with.
  LineBatch first();

  /// From so many bytes of lines on, a batch is to be handed over; 0: after each line.
  int enoughBytes();

  /// Takes lines.
  ///
  /// @return an empty batch to go on with
  LineBatch take(LineBatch batch);

  /// Waits until all lines taken are with the sink, then takes the rest, which is empty after.
  /// Lines that come later are taken at once.
  EntryChain settle(LineBatch rest);

  /// Ends what runs beside, also where the lines did not come to their end.
  @Override
  void close();
}
