package io.papertape.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rules of tidy text that the build enforces; findings are `line: what is wrong`.
final class Tidiness {
  static final int MOST_LINES_OF_A_FILE = 400;
  static final int MOST_LINES_OF_A_METHOD = 60;
  static final int MOST_COLUMNS = 100;

  private static final Pattern FORBIDDEN_NAME =
      Pattern.compile("(.*(Utils?|Helpers?|Manager|Impl|Base|Data|Info)|Abstract[A-Z].*)");
  private static final Pattern INTERFACE_PREFIX = Pattern.compile("I[A-Z][a-z].*");
  // Written in halves, so that this file passes its own rules.
  private static final Pattern OPEN_WORK = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");
  private static final Pattern MACHINE_PATH =
      Pattern.compile(
          "(?<![\\w.}])(/ho" + "me/|/ro" + "ot/|/Us" + "ers/|/wo" + "rk/|[A-Z]:\\\\\\w)");
  private static final Pattern REGISTRY =
      Pattern.compile(
          "https?://(?!maven\\.apache\\.org)[^\\s\"<>)]*"
              + "(maven|nexus|artifactory|registry|mirror|proxy)[^\\s\"<>)]*");

  private Tidiness() {}

  /// Findings in a Java source.
  static List<String> ofJava(String text) {
    return ofJava(text, Declarations.parse(text));
  }

  /// @param declarations of this text
  static List<String> ofJava(String text, Declarations declarations) {
    List<String> findings = new ArrayList<>(ofText(text));
    List<String> lines = text.lines().toList();
    if (lines.size() > MOST_LINES_OF_A_FILE) {
      findings.add("1: File is too long: lines=%d.".formatted(lines.size()));
    }
    for (int i = 0; i < lines.size(); i++) {
      long columns = lines.get(i).codePoints().count();
      if (columns > MOST_COLUMNS) {
        findings.add("%d: Line is too long: columns=%d.".formatted(i + 1, columns));
      }
    }
    for (Declarations.Method method : declarations.methods()) {
      if (method.lines() > MOST_LINES_OF_A_METHOD) {
        findings.add(
            "%d: Method is too long: name=%s, lines=%d."
                .formatted(method.line(), method.name(), method.lines()));
      }
    }
    for (Declarations.Type type : declarations.types()) {
      if (FORBIDDEN_NAME.matcher(type.name()).matches()
          || (type.isInterface() && INTERFACE_PREFIX.matcher(type.name()).matches())) {
        findings.add("%d: Type name is forbidden: name=%s.".formatted(type.line(), type.name()));
      }
    }
    return findings;
  }

  /// Findings in any text file of the project.
  static List<String> ofText(String text) {
    List<String> findings = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      addMatch(findings, i + 1, "Open work", OPEN_WORK.matcher(lines.get(i)));
      addMatch(findings, i + 1, "Path of one machine", MACHINE_PATH.matcher(lines.get(i)));
      addMatch(findings, i + 1, "Registry host", REGISTRY.matcher(lines.get(i)));
    }
    return findings;
  }

  /// Findings in a `package-info.java`: its text must have 3 to 10 lines.
  static List<String> ofPackageInfo(String text) {
    long lines = text.lines().filter(line -> line.startsWith("///")).count();
    return lines >= 3 && lines <= 10
        ? List.of()
        : List.of("1: Package text must have 3 to 10 lines: lines=%d.".formatted(lines));
  }

  private static void addMatch(List<String> findings, int line, String what, Matcher matcher) {
    if (matcher.find()) {
      findings.add("%d: %s: text=%s.".formatted(line, what, matcher.group().strip()));
    }
  }
}
