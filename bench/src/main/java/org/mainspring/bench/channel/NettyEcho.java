package org.mainspring.bench.channel;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Sends back the buffer that came, as Netty's users do.
 *
 * @threads confined to the loop
 */
final class NettyEcho extends ChannelInboundHandlerAdapter {
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // it is the void promise
    public void channelRead(ChannelHandlerContext context, Object message) {
        context.writeAndFlush(message, context.voidPromise());
    }
}
