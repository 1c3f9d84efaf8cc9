/** Storage in SQLite. */
module dev.e2ei.storage.sqlite {
    requires dev.e2ei.api;
    requires java.sql;
    requires org.xerial.sqlitejdbc;
    requires static com.google.auto.service;
    requires static org.jspecify;
}
