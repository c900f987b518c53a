package io.papertape.live;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.papertape.live.feed.FeedCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/// Damages frames at random places: a codec may not understand them, but it never throws.
public final class FrameDamage {
  private static final String[] PIECES = {
    "",
    "null",
    "[]",
    "{}",
    "-1",
    "1e999999999",
    "\"\"",
    "0.000000000000000001",
    "true",
    "x",
    ",",
    "99999999999999999999",
    "\"9999-12-31T23:59:59Z\"",
    "-",
    "\"bid\"",
    "[[]]",
    ":",
    "\"\\u0000\""
  };

  private FrameDamage() {}

  /// Decodes each frame in many damaged forms, by a fixed seed.
  public static void isSurvived(Supplier<FeedCodec> codecs, List<String> frames) {
    SplittableRandom random = new SplittableRandom(20_260_826);
    for (String frame : frames) {
      FeedCodec codec = codecs.get();
      for (int i = 0; i < 3_000; i++) {
        String damaged = damaged(frame, random);
        assertThatCode(() -> codec.decode(damaged.getBytes(StandardCharsets.UTF_8), event -> {}))
            .as(damaged)
            .doesNotThrowAnyException();
      }
    }
  }

  /// Replaces a token, a few letters or a whole array or object by something else; often twice.
  private static String damaged(String frame, SplittableRandom random) {
    String text = frame;
    int times = 1 + random.nextInt(2);
    for (int i = 0; i < times && !text.isEmpty(); i++) {
      int start = random.nextInt(text.length());
      int end =
          switch (random.nextInt(4)) {
            case 0 -> Math.min(text.length(), start + random.nextInt(9));
            case 1 -> {
              start = opening(text, start);
              yield closing(text, start);
            }
            default -> delimiter(text, start);
          };
      text = text.substring(0, start) + PIECES[random.nextInt(PIECES.length)] + text.substring(end);
    }
    return text;
  }

  private static int delimiter(String text, int start) {
    int end = start;
    while (end < text.length() && ",:{}[]".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /// Where the last array or object before a place begins.
  private static int opening(String text, int place) {
    int start = place;
    while (start > 0 && "{[".indexOf(text.charAt(start)) < 0) {
      start--;
    }
    return start;
  }

  /// After the end of the array or object that begins at a place.
  private static int closing(String text, int start) {
    int depth = 0;
    int end = start;
    do {
      depth += "{[".indexOf(text.charAt(end)) >= 0 ? 1 : 0;
      depth -= "}]".indexOf(text.charAt(end)) >= 0 ? 1 : 0;
      end++;
    } while (end < text.length() && depth > 0);
    return end;
  }
}
