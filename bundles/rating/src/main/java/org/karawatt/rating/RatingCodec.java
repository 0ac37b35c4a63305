package org.karawatt.rating;

/** Writes rating records as compact JSON and reads them back exactly. */
public final class RatingCodec {

    private RatingCodec() {
    }

    /** The record as UTF-8 JSON. */
    public static byte[] write(RatingRecord record) {
        throw new UnsupportedOperationException();
    }

    /** @throws org.karawatt.kernel.error.KarawattException of kind INVALID (RATING-061) when the bytes are not such a record */
    public static RatingRecord read(byte[] bytes) {
        throw new UnsupportedOperationException();
    }
}
