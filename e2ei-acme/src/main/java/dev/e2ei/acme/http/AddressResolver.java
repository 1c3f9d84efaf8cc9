package dev.e2ei.acme.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Name resolution, so that a test can play a name server. */
@FunctionalInterface
interface AddressResolver {
    AddressResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    List<InetAddress> addressesOf(String host) throws UnknownHostException;
}
