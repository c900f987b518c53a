package io.papertape.service.projection;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/// JSON that goes out as it came in.
public record RawJson(@JsonValue @JsonRawValue String text) {}
