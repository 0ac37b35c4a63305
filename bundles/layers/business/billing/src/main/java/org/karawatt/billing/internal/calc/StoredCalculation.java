package org.karawatt.billing.internal.calc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.karawatt.rating.RatedBill;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatingCodec;
import org.karawatt.rating.RatingRecord;

/**
 * What is kept with a bill: one byte for the form, two for the number of rated lines, then the deflated rating record, whose lines
 * are the rated ones followed by the contributed ones. The records of a utility are much alike, so they are deflated against a
 * dictionary of typical records that belongs to the form: a third of the size, in less time. A dictionary that has been released
 * never changes; another one needs another form.
 *
 * @param record inputs, lines and trace
 * @param ratedLines how many of the lines came from rating
 */
public record StoredCalculation(RatingRecord record, int ratedLines) {

    private static final int FORM = 1;
    private static final byte[] DICTIONARY = dictionary("calculation-1.dictionary");
    /** A record of some kilobytes; more means damage. */
    private static final int MAX_BYTES = 16 << 20;

    /** Writes calculations, with one compressor for all of them. Not thread-safe; to be closed. */
    public static final class Writer implements AutoCloseable {

        private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);

        /** The calculation as it is stored. */
        public byte[] write(CalculatedBill bill) {
            int lines = bill.rated().lines().size();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
            bytes.write(FORM);
            bytes.write(lines >> 8);
            bytes.write(lines);
            deflater.reset();
            deflater.setDictionary(DICTIONARY);
            try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
                out.write(RatingCodec.write(RatingRecord.of(bill.sections(), withContributed(bill))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }

        private static RatedBill withContributed(CalculatedBill bill) {
            RatedBill rated = bill.rated();
            if (bill.contributed().isEmpty()) {
                return rated;
            }
            List<RatedLine> lines = new ArrayList<>(rated.lines());
            lines.addAll(bill.contributed());
            return new RatedBill(rated.accountNo(), rated.billingMonth(), rated.tariff(), rated.currency(), lines, bill.amount(),
                    rated.energyKwh(), rated.powerFactor(), rated.tiers(), rated.tax(), rated.estimated(), rated.carried(), rated.trace());
        }

        @Override
        public void close() {
            deflater.end();
        }
    }

    /** @throws IllegalStateException when the bytes are not such a record */
    public static StoredCalculation read(byte[] stored) {
        if (stored.length < 3 || stored[0] != FORM) {
            throw new IllegalStateException("not a stored calculation");
        }
        Inflater inflater = new Inflater(true);
        inflater.setDictionary(DICTIONARY);
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(stored, 3, stored.length - 3), inflater)) {
            byte[] bytes = in.readNBytes(MAX_BYTES);
            return new StoredCalculation(RatingCodec.read(bytes), (stored[1] & 0xff) << 8 | stored[2] & 0xff);
        } catch (IOException e) {
            throw new IllegalStateException("a stored calculation is damaged", e);
        } finally {
            inflater.end();
        }
    }

    private static byte[] dictionary(String name) {
        try (InputStream in = StoredCalculation.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
