package io.papertape.service.projection;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// JSON that goes out as it came in.
@Schema(name = "JournalLine")
public record RawJson(
    @JsonValue
        @JsonRawValue
        @Schema(
            description = "The keys of its kind, as they lie in the journal",
            examples = "{\"seq\":0,\"kind\":\"header\"}")
        String text) {}
