package io.papertape.architecture;

import java.net.URI;
import javax.tools.SimpleJavaFileObject;

/// A Java source held in memory, under whatever name the compiler asks for.
final class SourceText extends SimpleJavaFileObject {
  private final String text;

  SourceText(String text) {
    super(URI.create("string:///Source.java"), Kind.SOURCE);
    this.text = text;
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return text;
  }

  @Override
  public boolean isNameCompatible(String simpleName, Kind kind) {
    return kind == Kind.SOURCE;
  }
}
