package io.papertape.live.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where alerts go: `alerts.yaml` of the workspace.
///
/// ```yaml
/// command: [notify-send, Papertape]           # gets the sentence as its last argument
/// webhook: https://hooks.example.com/tape     # gets JSON by POST
/// hosts: [hooks.example.com]                  # the only ones that are ever called
/// on: [halted, failed, stalled, sound, drawdown-stop, killed, model-down,
///      hanging, sources-changed]
/// ```
///
/// @param command program and arguments; empty: none
/// @param on      which alerts; empty: all
public record AlertSettings(List<String> command, Optional<URI> webhook, List<String> on) {
  static final String NAME = "alerts.yaml";

  /// What can be told.
  enum Cause {
    HALTED,
    FAILED,
    STALLED,
    /// What was stalled is sound again.
    SOUND,
    DRAWDOWN_STOP,
    KILLED,
    MODEL_DOWN,
    HANGING,
    SOURCES_CHANGED;

    /// Of the data: of these only the last of a session waits to go out.
    boolean isOfPrices() {
      return this == STALLED || this == SOUND;
    }
  }

  private static final List<String> KEYS = List.of("command", "webhook", "hosts", "on");

  public AlertSettings {
    command = List.copyOf(command);
    on = List.copyOf(on);
  }

  /// Tells nobody.
  public static AlertSettings none() {
    return new AlertSettings(List.of(), Optional.empty(), List.of());
  }

  /// Those of a workspace; nobody is told without the file.
  public static AlertSettings read(Workspace workspace) {
    Path file = workspace.home().resolve(NAME);
    if (!Files.exists(file)) {
      return none();
    }
    try {
      return read(new YAMLMapper().readTree(file.toFile()));
    } catch (IOException e) {
      throw refused("file", e.getMessage());
    }
  }

  private static AlertSettings read(JsonNode root) {
    root.fieldNames().forEachRemaining(key -> check(KEYS.contains(key), key, "it is not known"));
    List<String> on = texts(root, "on");
    for (String one : on) {
      check(causes().contains(one), "on", one + " is none of " + causes());
    }
    Optional<URI> webhook = Optional.empty();
    if (root.has("webhook")) {
      URI address = address(root.path("webhook").asText());
      check(
          texts(root, "hosts").contains(address.getHost()),
          "webhook",
          "its host %s is not among hosts".formatted(address.getHost()));
      webhook = Optional.of(address);
    }
    return new AlertSettings(texts(root, "command"), webhook, on);
  }

  private static URI address(String text) {
    try {
      URI address = URI.create(text);
      check(
          "http".equals(address.getScheme()) || "https".equals(address.getScheme()),
          "webhook",
          "it is no address of http or https");
      check(address.getHost() != null, "webhook", "it names no host");
      return address;
    } catch (IllegalArgumentException e) {
      throw refused("webhook", e.getMessage());
    }
  }

  private static List<String> causes() {
    return Arrays.stream(Cause.values()).map(SessionWords::of).toList();
  }

  private static List<String> texts(JsonNode root, String key) {
    List<String> all = new ArrayList<>();
    check(!root.has(key) || root.path(key).isArray(), key, "it is no list");
    root.path(key).forEach(one -> all.add(one.asText()));
    return all;
  }

  private static void check(boolean isRight, String key, String otherwise) {
    if (!isRight) {
      throw refused(key, otherwise);
    }
  }

  private static WorkspaceException refused(String key, String why) {
    return WorkspaceException.configuration(
        "Alerts cannot be read: file=%s, key=%s, reason=%s. Mend the file."
            .formatted(NAME, key, why.lines().findFirst().orElse("").toLowerCase(Locale.ROOT)));
  }

  boolean asks(Cause cause) {
    return on.isEmpty() || on.contains(SessionWords.of(cause));
  }
}
