package io.papertape.live.transport;

import java.time.Duration;

/// How connections are kept, apart from what a venue asks for itself.
///
/// @param openTimeout      for name, connection, encryption and handshake together
/// @param probeAfter       a connection from which nothing comes for so long is pinged, and again
///                         after as long: to write is the sure way to find that it has ended
/// @param pongWait         within which anything must come after a silence and a ping of ours; from
///                         a venue that has answered pings before, after any ping of ours: then it
///                         is pinged once more, and given up after as long again
/// @param closeWait        within which the venue must answer our close before we cut
/// @param connectSpacing   least time between two attempts to connect to one venue
/// @param backoff          between attempts to connect
/// @param maintenancePause between attempts while the venue is in maintenance or limits us without
///                         saying until when; each pause is between half of it and all of it
/// @param steadyAfter      a connection that lived so long lets the back-off begin anew
/// @param renewalLead      how long before a venue's announced end the next connection is opened,
///                         at most; never more than a quarter of the connection's life
/// @param overlap          how long both connections are read, from the first frame of the new one
/// @param mostSilences     a connection that answers pings and sends no message for so many times
///                         the venue's longest silence is renewed; for twice as many after each
///                         renewal on which nothing came, up to 16 times as many
/// @param mostMessageBytes a larger message ends the connection
/// @param addresses        that may be connected to
public record TransportRules(
    Duration openTimeout,
    Duration probeAfter,
    Duration pongWait,
    Duration closeWait,
    Duration connectSpacing,
    Backoff backoff,
    Duration maintenancePause,
    Duration steadyAfter,
    Duration renewalLead,
    Duration overlap,
    int mostSilences,
    int mostMessageBytes,
    AddressRule addresses) {
  /// With these a venue that has recovered is connected to again within a minute.
  public static final TransportRules STANDARD =
      new TransportRules(
          Duration.ofSeconds(10),
          Duration.ofSeconds(3),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofMillis(250),
          new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30)),
          Duration.ofSeconds(45),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofSeconds(30),
          3,
          16 << 20,
          AddressRule.SAFE);

  public TransportRules {
    if (mostSilences < 1 || mostMessageBytes < 1) {
      throw new IllegalArgumentException(
          "Transport rules allow nothing: mostSilences=%d, mostMessageBytes=%d. Give 1 or more."
              .formatted(mostSilences, mostMessageBytes));
    }
  }

  public TransportRules withMostMessageBytes(int bytes) {
    return new TransportRules(
        openTimeout,
        probeAfter,
        pongWait,
        closeWait,
        connectSpacing,
        backoff,
        maintenancePause,
        steadyAfter,
        renewalLead,
        overlap,
        mostSilences,
        bytes,
        addresses);
  }
}
