package io.papertape.workspace.lean;

import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.Resolution;

/// The resolutions of a Lean folder that are read, with the folder that holds each.
enum LeanResolution {
  DAILY("1d", "daily", "daily bars from open to close of the session, half days too"),
  HOURLY("1h", "hour", "hourly bars stamped at their start and cut to the session"),
  MINUTE("1m", "minute", "minutes stamped at their start, before and after the session too");

  private final String resolution;
  private final String folder;
  private final String span;

  LeanResolution(String resolution, String folder, String span) {
    this.resolution = resolution;
    this.folder = folder;
    this.span = span;
  }

  static LeanResolution of(Resolution wanted) {
    for (LeanResolution one : values()) {
      if (one.resolution().equals(wanted)) {
        return one;
      }
    }
    throw WorkspaceException.configuration(
        "A Lean folder is read at other resolutions: resolution=%s. Use 1d, 1h or 1m."
            .formatted(wanted));
  }

  Resolution resolution() {
    return Resolution.parse(resolution);
  }

  String folder() {
    return folder;
  }

  /// What one bar covers, in words.
  String span() {
    return span;
  }
}
