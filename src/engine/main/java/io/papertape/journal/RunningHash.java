package io.papertape.journal;

/// A plain SHA-256 that takes its bytes piece by piece.
sealed interface RunningHash permits Sha256, KeptSha256 {
  void update(byte[] bytes, int offset, int length);

  /// Ends the hash and starts anew.
  ///
  /// @param out takes the 32 bytes
  void finish(byte[] out);
}
