package io.papertape.workspace.model;

import io.papertape.market.Times;
import io.papertape.model.Feature;
import io.papertape.model.ModelServer;
import io.papertape.model.RemoteVersion;
import io.papertape.workspace.WorkspaceException;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;

/// `model.json` of a version of kind `remote`: what a server is asked, and where it is.
final class RemoteModelFile {
  private static final String KIND = "remote";
  private static final String WAY_OUT = "Mend the file; docs/models.md has an example.";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private RemoteModelFile() {}

  static boolean isRemote(byte[] model) {
    return StrictJson.peek(model, "kind").filter(KIND::equals).isPresent();
  }

  /// @param folder of the version, whose name is its id
  static RemoteVersion read(Path folder, byte[] model) {
    String id = folder.toAbsolutePath().normalize().getFileName().toString();
    return StrictJson.read(ModelFolder.MODEL, model, WAY_OUT, json -> read(id, json));
  }

  private static RemoteVersion read(String id, StrictJson json) {
    if (json.whole("format") != ModelJson.FORMAT) {
      throw WorkspaceException.configuration(
          "Unknown format: file=%s. Use the Papertape version that it was written for."
              .formatted(ModelFolder.MODEL));
    }
    json.text("kind");
    LocalDate trainedTo = json.text("trainedTo", RemoteModelFile::day);
    String url = json.text("url", RemoteModelFile::url);
    String name = json.text("model", RemoteModelFile::name);
    String version = json.has("version") ? json.text("version", RemoteModelFile::name) : "";
    long timeout = json.whole("timeoutMillis");
    List<Feature> features = json.texts("features", Feature::parse);
    ModelServer server =
        new ModelServer(url, name, version, Math.clamp(timeout, -1, Integer.MAX_VALUE));
    return new RemoteVersion(id, features, endOf(trainedTo), server);
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("Give a day such as 2016-12-31.", e);
    }
  }

  /// The last nanosecond of the day, UTC.
  private static long endOf(LocalDate day) {
    return Times.nanos(day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()) - 1;
  }

  /// The last day of its training.
  static LocalDate trainedTo(RemoteVersion version) {
    return LocalDate.ofInstant(Times.instant(version.trainedToNanos()), ZoneOffset.UTC);
  }

  /// The address without a slash at its end. What is secret has no place in a file that is hashed,
  /// copied and shown.
  private static String url(String text) {
    URI address = URI.create(text);
    boolean isHttp = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!isHttp || address.getHost() == null) {
      throw new IllegalArgumentException("Give an address such as http://127.0.0.1:8600.");
    }
    if (address.getRawUserInfo() != null
        || address.getRawQuery() != null
        || address.getRawFragment() != null) {
      throw new IllegalArgumentException("Leave out user, password, query and fragment.");
    }
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException("Use letters, digits, dots, hyphens and underscores.");
    }
    return text;
  }
}
