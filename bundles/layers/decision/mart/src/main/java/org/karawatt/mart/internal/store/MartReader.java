package org.karawatt.mart.internal.store;

import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.karawatt.kernel.context.OfficeScope;

/** Questions of the mart's own, with parameters and a time limit. Thread-safe. */
public final class MartReader {

    private static final int SECONDS = 60;

    private final MartDatabase database;

    public MartReader(MartDatabase database) {
        this.database = database;
    }

    /** Maps a row; columns count from 1. */
    public interface Mapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** A condition with its parameters. */
    public record Condition(String sql, List<Object> params) {

        /** Offices below one of the paths of a scope, and below another path when that is not null, on {@code o.path}. */
        public static Condition offices(OfficeScope scope, String below) {
            List<Object> params = new ArrayList<>();
            StringBuilder sql = new StringBuilder();
            if (scope.isAll()) {
                sql.append("true");
            } else if (scope.paths().isEmpty()) {
                sql.append("false");
            } else {
                sql.append(scope.paths().stream().sorted().map(path -> {
                    params.add(path);
                    return "starts_with(o.path, ?)";
                }).collect(Collectors.joining(" OR ", "(", ")")));
            }
            if (below != null) {
                sql.append(" AND starts_with(o.path, ?)");
                params.add(below);
            }
            return new Condition(sql.toString(), params);
        }

        /** This and another condition; a null value adds nothing. */
        public Condition and(String more, Object value) {
            if (value == null) {
                return this;
            }
            List<Object> all = new ArrayList<>(params);
            all.add(value);
            return new Condition(sql + " AND " + more, all);
        }
    }

    public <T> List<T> query(String sql, List<?> params, Mapper<T> mapper) {
        return database.read(connection -> query(connection, sql, params, mapper));
    }

    static <T> List<T> query(DuckDBConnection connection, String sql, List<?> params, Mapper<T> mapper) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(SECONDS);
            for (int i = 0; i < params.size(); i++) {
                Object value = params.get(i);
                statement.setObject(i + 1, value instanceof LocalDate day ? Date.valueOf(day) : value);
            }
            List<T> result = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    result.add(mapper.map(rows));
                }
            }
            return result;
        }
    }
}
