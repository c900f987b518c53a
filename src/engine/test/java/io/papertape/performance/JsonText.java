package io.papertape.performance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads JSON into maps, lists, strings, doubles, booleans and `"null"`, enough for known
/// answers.
public final class JsonText {
  private final String text;
  private int at;

  JsonText(String text) {
    this.text = text;
  }

  Object read() {
    skipSpace();
    char next = text.charAt(at);
    return switch (next) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      default -> literal();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> members = new LinkedHashMap<>();
    at++;
    for (skipSpace(); text.charAt(at) != '}'; skipSpace()) {
      skipComma();
      String key = string();
      skipSpace();
      at++;
      members.put(key, read());
    }
    at++;
    return members;
  }

  private List<Object> array() {
    List<Object> items = new ArrayList<>();
    at++;
    for (skipSpace(); text.charAt(at) != ']'; skipSpace()) {
      skipComma();
      items.add(read());
    }
    at++;
    return items;
  }

  private String string() {
    StringBuilder out = new StringBuilder();
    for (at++; text.charAt(at) != '"'; at++) {
      if (text.charAt(at) == '\\') {
        at++;
      }
      out.append(text.charAt(at));
    }
    at++;
    return out.toString();
  }

  private Object literal() {
    int from = at;
    while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(from, at);
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      case "null" -> "null";
      default -> Double.valueOf(word);
    };
  }

  private void skipComma() {
    if (text.charAt(at) == ',') {
      at++;
    }
    skipSpace();
  }

  private void skipSpace() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
  }
}
