package io.papertape.service.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;

/// A text of a body; numbers and truth values are none, though they could be written as one.
final class OnlyText extends StdDeserializer<String> {
  private static final long serialVersionUID = 1L;

  OnlyText() {
    super(String.class);
  }

  @Override
  public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    return parser.hasToken(JsonToken.VALUE_STRING)
        ? parser.getText()
        : (String) context.handleUnexpectedToken(String.class, parser);
  }
}
