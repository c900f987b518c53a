package io.papertape.live.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Changes messages as venues do that nobody told: fields are new, or gone, or the whole is cut.
final class SchemaDrift {
  private static final Pattern FIELD =
      Pattern.compile("\"[A-Za-z_]+\":(\"[^\"]*\"|-?[0-9.]+|true|false),");

  private final SplittableRandom random;

  SchemaDrift(SplittableRandom random) {
    this.random = random;
  }

  String spoilt(String message) {
    return switch (random.nextInt(4)) {
      case 0, 1 -> message.replace("{", "{\"aura\":{\"deep\":[1,null,true]},");
      case 2 -> without(message);
      default -> message.substring(0, random.nextInt(message.length()));
    };
  }

  private String without(String message) {
    List<MatchResult> fields = new ArrayList<>(FIELD.matcher(message).results().toList());
    if (fields.isEmpty()) {
      return message;
    }
    MatchResult gone = fields.get(random.nextInt(fields.size()));
    return message.substring(0, gone.start()) + message.substring(gone.end());
  }
}
