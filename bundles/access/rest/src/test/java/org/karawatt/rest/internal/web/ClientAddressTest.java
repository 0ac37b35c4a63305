package org.karawatt.rest.internal.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "127.0.0.1 | 192.0.2.7 | 192.0.2.7",
        "127.8.0.1 | 192.0.2.7 | 192.0.2.7",
        "[0:0:0:0:0:0:0:1] | 192.0.2.7 | 192.0.2.7",
        "::1 | 198.51.100.1, 203.0.113.9,192.0.2.7 | 192.0.2.7"})
    void aProxyOnThisMachineIsBelievedInWhatItAppended(String peer, String forwarded, String client) {
        assertEquals(client, ClientAddress.of(peer, forwarded));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "198.51.100.1 | 192.0.2.7",
        "2001:db8::1 | 192.0.2.7"})
    void whoComesFromElsewhereCannotSpeakForOthers(String peer, String forwarded) {
        assertEquals(ClientAddress.of(peer, null), ClientAddress.of(peer, forwarded));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''", "','", "unknown", "localhost", "192.0.2", "192.0.2.256", "0300.0.2.1", "3221225991", "dead", "1:2:3", ".1:2", ":::", "192.0.2.7:443",
        "fe80::1%lo", "192.0.2.7,"})
    void whatIsNoAddressLeavesTheProxysOwn(String forwarded) {
        assertEquals("127.0.0.1", ClientAddress.of("127.0.0.1", forwarded));
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
        "2001:DB8:1:2::, 2001:db8:1:2:0:0:0:0/64",
        "[2001:db8:1:2:ffff::9], 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:3::1, 2001:db8:1:3:0:0:0:0/64",
        "::ffff:192.0.2.7, 192.0.2.7"})
    void addressesOfOneSubscriberCountAsOne(String address, String counted) {
        assertEquals(counted, ClientAddress.of(address, null));
        assertEquals(counted, ClientAddress.of("127.0.0.1", address));
    }
}
