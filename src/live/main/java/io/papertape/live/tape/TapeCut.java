package io.papertape.live.tape;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The end of a file that no mark says to have been durable: a crash has torn it, and it is not
/// told.
///
/// @param offset  where it begins
/// @param bytes   how many there were
/// @param problem what was wrong at the offset
/// @param movedTo the file that has those bytes since they were cut; none if they were all zeros
public record TapeCut(
    String file, long offset, long bytes, String problem, Optional<String> movedTo) {
  /// One that has not been cut.
  TapeCut(String file, long offset, long bytes, String problem) {
    this(file, offset, bytes, problem, Optional.empty());
  }

  TapeCut movedTo(Optional<String> name) {
    return new TapeCut(file, offset, bytes, problem, name);
  }

  /// Several, in words.
  public static String text(List<TapeCut> cuts) {
    return cuts.stream().map(TapeCut::toString).collect(Collectors.joining("; "));
  }

  @Override
  public String toString() {
    return "file=%s, offset=%d, bytes=%d, problem=%s%s"
        .formatted(
            file, offset, bytes, problem, movedTo.map(name -> ", movedTo=" + name).orElse(""));
  }
}
