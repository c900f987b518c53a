package io.papertape.live.transport.fix;

import io.papertape.live.transport.FixLink;
import io.papertape.live.transport.FixLinks;
import io.papertape.live.venue.fix.FixRequest;
import io.papertape.live.venue.fix.FixSymbol;
import io.papertape.live.venue.fix.Tag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import quickfix.ApplicationAdapter;
import quickfix.ConfigError;
import quickfix.FieldNotFound;
import quickfix.Group;
import quickfix.Log;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionNotFound;
import quickfix.SocketInitiator;
import quickfix.SystemTime;
import quickfix.field.MsgType;
import quickfix.field.Password;
import quickfix.field.Username;

/// One session of QuickFIX/J, which logs on again by itself.
///
/// What is missing is not asked for again: numbers that the venue leaves out, and those that the
/// library asks it to send again, are a gap, which new snapshots end.
final class QuickFixLink extends ApplicationAdapter implements FixLink {
  private static final int[] ENTRY_TYPE = {Tag.ENTRY_TYPE};
  private static final int[] SYMBOL = {Tag.SYMBOL, Tag.SECURITY_ID, Tag.SECURITY_ID_SOURCE};

  private final SessionID id;
  private final Optional<String> password;
  private final Optional<String> user;
  private final List<FixRequest> requests;
  private final FixLinks.Listener listener;
  private Optional<SocketInitiator> initiator = Optional.empty();
  private volatile boolean isClosed;
  private volatile boolean isLoggedOn;
  private volatile Optional<String> farewell = Optional.empty();

  QuickFixLink(
      SessionID id,
      Optional<String> password,
      Optional<String> user,
      List<FixRequest> requests,
      FixLinks.Listener listener) {
    this.id = id;
    this.password = password;
    this.user = user;
    this.requests = List.copyOf(requests);
    this.listener = listener;
  }

  void begin(SocketInitiator connections) throws ConfigError {
    initiator = Optional.of(connections);
    connections.start();
  }

  @Override
  public void onLogon(SessionID session) {
    isLoggedOn = true;
    if (!isClosed) {
      listener.loggedOn();
      send(requests);
    }
  }

  @Override
  public void ask(List<FixRequest> again) {
    if (isLoggedOn) {
      send(again);
    }
  }

  private void send(List<FixRequest> some) {
    String life = "-" + SystemTime.currentTimeMillis(); // a venue takes an id once a day
    some.forEach(request -> send(message(request, life)));
  }

  private void send(Message message) {
    try {
      Session.sendToTarget(message, id);
    } catch (SessionNotFound e) {
      throw new IllegalStateException("Session of FIX is gone: session=" + id + ".", e);
    }
  }

  private static Message message(FixRequest request, String life) {
    Message message = new Message();
    message.getHeader().setString(MsgType.FIELD, FixRequest.TYPE);
    message.setString(Tag.REQUEST_ID, request.number() + life);
    message.setString(Tag.REQUEST_KIND, FixRequest.SUBSCRIBE);
    message.setInt(Tag.DEPTH, request.depth());
    message.setString(Tag.UPDATE_KIND, request.updateKind());
    if (request.wantsDeletes()) {
      message.setString(Tag.IMPLICIT_DELETE, FixRequest.EXPLICITLY);
    }
    for (String type : request.entryTypes()) {
      Group entry = new Group(Tag.ENTRY_TYPES, Tag.ENTRY_TYPE, ENTRY_TYPE);
      entry.setString(Tag.ENTRY_TYPE, type);
      message.addGroup(entry);
    }
    FixSymbol symbol = request.symbol();
    Group instrument = new Group(Tag.SYMBOLS, Tag.SYMBOL, SYMBOL);
    instrument.setString(Tag.SYMBOL, symbol.symbol());
    symbol.securityId().ifPresent(one -> instrument.setString(Tag.SECURITY_ID, one));
    symbol.idSource().ifPresent(one -> instrument.setString(Tag.SECURITY_ID_SOURCE, one));
    message.addGroup(instrument);
    return message;
  }

  @Override
  public void toAdmin(Message message, SessionID session) {
    String type = type(message);
    if (type.equals(MsgType.LOGON)) {
      user.ifPresent(name -> message.setString(Username.FIELD, name));
      password.ifPresent(word -> message.setString(Password.FIELD, word));
    } else if (type.equals(MsgType.RESEND_REQUEST)) {
      listener.gap("Messages have not come");
    }
  }

  @Override
  public void fromAdmin(Message message, SessionID session) {
    switch (type(message)) {
      case MsgType.SEQUENCE_RESET -> listener.gap("The venue leaves numbers out");
      case MsgType.LOGOUT -> {
        farewell = text(message);
        pass(message);
      }
      default -> pass(message);
    }
  }

  private static Optional<String> text(Message message) {
    try {
      return Optional.of(message.getString(Tag.TEXT));
    } catch (FieldNotFound _) {
      return Optional.empty();
    }
  }

  @Override
  public void fromApp(Message message, SessionID session) {
    pass(message);
  }

  private void pass(Message message) {
    if (!isClosed) {
      listener.message(message.toRawString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String type(Message message) {
    try {
      return message.getHeader().getString(MsgType.FIELD);
    } catch (FieldNotFound e) {
      throw new IllegalStateException("Message has no type.", e);
    }
  }

  @Override
  public void onLogout(SessionID session) {
    isLoggedOn = false;
    listener.loggedOut(farewell.orElse("Logged out"));
    farewell = Optional.empty();
  }

  @Override
  public void renew() {
    Optional.ofNullable(Session.lookupSession(id)).ifPresent(Session::reset);
  }

  @Override
  public void close() {
    isClosed = true;
    initiator.ifPresent(SocketInitiator::stop);
  }

  /// Keeps nothing: messages may hold a password. Why nobody is logged on is told.
  Log log() {
    return new NoLog() {
      @Override
      public void onErrorEvent(String text) {
        if (!isLoggedOn && !isClosed) {
          listener.loggedOut(password.map(word -> text.replace(word, "…")).orElse(text));
        }
      }
    };
  }
}
