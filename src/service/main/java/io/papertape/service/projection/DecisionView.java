package io.papertape.service.projection;

import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A decision, as the interface shows it.
@Schema(name = "Decision")
public record DecisionView(
    @Schema(description = "Number of the journal's entry", examples = "17") long seq,
    @Schema(description = "decision, hold or veto", examples = "hold") String kind,
    @Schema(description = "When it was taken; of folded holds, the last one") Instant time,
    @Schema(description = "Entry that led to it; absent if none did") Optional<Long> cause,
    @Schema(description = "Number of the evaluation; absent for folded holds and vetoes")
        Optional<Long> evaluation,
    @Schema(description = "Symbol; * if it concerns all", examples = "SPY")
        Optional<String> instrument,
    @Schema(description = "Reason code of the strategy or the risk gate", examples = "crossed-up")
        String reason,
    @Schema(
            type = SchemaType.OBJECT,
            implementation = Object.class,
            description = "Numbers it rests on, by name; null where one had no value")
        Optional<RawJson> inputs,
    @Schema(description = "How many evaluations this entry stands for", examples = "1") long count,
    @Schema(description = "Time of the first of them") Instant from) {}
