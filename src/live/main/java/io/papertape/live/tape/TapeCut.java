package io.papertape.live.tape;

/// The end of a file that was never durable: a crash has torn it, and it is not told.
///
/// @param offset  where it begins
/// @param bytes   how many there were
/// @param problem what was wrong at the offset
public record TapeCut(String file, long offset, long bytes, String problem) {
  @Override
  public String toString() {
    return "file=%s, offset=%d, bytes=%d, problem=%s".formatted(file, offset, bytes, problem);
  }
}
