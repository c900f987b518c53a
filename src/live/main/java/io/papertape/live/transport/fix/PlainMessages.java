package io.papertape.live.transport.fix;

import quickfix.Group;
import quickfix.Message;
import quickfix.MessageFactory;
import quickfix.field.BeginString;
import quickfix.field.MsgType;

/// Makes messages that are fields and nothing else: no class of a message is ever looked for.
final class PlainMessages implements MessageFactory {
  @Override
  public Message create(String beginString, String type) {
    Message message = new Message();
    message.getHeader().setString(BeginString.FIELD, beginString);
    message.getHeader().setString(MsgType.FIELD, type);
    return message;
  }

  @Override
  public Group create(String beginString, String type, int countTag) {
    throw new UnsupportedOperationException("Groups are read from the text: tag=" + countTag + ".");
  }
}
