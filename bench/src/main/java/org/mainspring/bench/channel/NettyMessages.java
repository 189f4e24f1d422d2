package org.mainspring.bench.channel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Messages of one length that come and go on a channel of Netty's.
 *
 * @threads confined to the loop
 */
final class NettyMessages extends ChannelInboundHandlerAdapter {
    private final ByteBuf message;
    private final Runnable received;
    private int missing;

    NettyMessages(int bytes, Runnable received) {
        this.received = received;
        message = Unpooled.directBuffer(bytes).writeZero(bytes);
        missing = bytes;
    }

    /** Sends the message. */
    @SuppressWarnings("FutureReturnValueIgnored") // it is the void promise
    void send(Channel channel) {
        channel.writeAndFlush(message.retainedDuplicate(), channel.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object part) {
        ByteBuf buffer = (ByteBuf) part;
        int length = buffer.readableBytes();
        buffer.release();
        for (missing -= length; missing <= 0; ) {
            missing += message.readableBytes();
            received.run();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        message.release();
    }
}
