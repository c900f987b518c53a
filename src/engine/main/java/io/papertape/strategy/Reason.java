package io.papertape.strategy;

import java.util.regex.Pattern;

/// Why a strategy decided as it did: a code of the run, registered once with [Context#reason].
///
/// @param code number within the run
/// @param text stable text in journals, such as `crossed-up`
public record Reason(int code, String text) {
  private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

  public Reason {
    if (!CODE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "Reason is no code: text=%s. Use lower-case letters, digits, dots and hyphens."
              .formatted(text));
    }
  }
}
