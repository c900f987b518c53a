package io.papertape.service.projection;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// An order with what became of it, as the interface shows it.
@Schema(name = "Order")
public record OrderView(
    @Schema(description = "Number of the journal's entry", examples = "18") long seq,
    @Schema(description = "When it was placed") Instant time,
    @Schema(description = "Decision or parent order that led to it") Optional<Long> cause,
    @Schema(description = "Number of the order within the run, from 1") long order,
    @Schema(description = "Order whose bracket this stop or target belongs to")
        Optional<Long> parent,
    @Schema(description = "Symbol", examples = "SPY") String instrument,
    @Schema(description = "buy or sell; absent for a bracket's stop and target")
        Optional<String> side,
    @Schema(description = "market, limit, stop, stop-limit, trailing-stop, at-open, at-close")
        Optional<String> type,
    @Schema(description = "Units, decimal text; absent if only known at the fill", examples = "10")
        Optional<String> quantity,
    @JsonRawValue
        @Schema(
            type = SchemaType.OBJECT,
            description = "Prices, size and time in force as in the journal; money is decimal text")
        String terms,
    @Schema(description = "Units filled, decimal text", examples = "10") String filled,
    @Schema(
            description = "working, partly-filled, filled, cancelled, expired or rejected",
            examples = "filled")
        String state,
    @Schema(description = "Why it is in that state", examples = "filled") String reason) {}
