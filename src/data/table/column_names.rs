//! What columns are called, in English, French, Spanish and Arabic; folded as [`folded`](super::columns::folded) does, but for the plain names.

/// Plain names of the column of longitudes, the likeliest first; compared without case.
pub(super) const LONGITUDE: [&str; 6] = ["lon", "longitude", "long", "lng", "x", "lon_deg"];
/// Plain names of the column of latitudes.
pub(super) const LATITUDE: [&str; 5] = ["lat", "latitude", "y", "lat_deg", "latitud"];
/// Words that make a column one of longitudes, where no other has one.
pub(super) const LONGITUDE_WORDS: [&str; 8] =
    ["longitude", "lon", "long", "lng", "longitud", "الطول", "طول", "laengengrad"];
/// Words that make a column one of latitudes.
pub(super) const LATITUDE_WORDS: [&str; 7] = ["latitude", "lat", "latitud", "العرض", "عرض", "breitengrad", "latit"];
/// Names of a column that may hold both coordinates; its cells decide.
pub(super) const PAIR: [&str; 26] = [
    "lat_lon",
    "lat_long",
    "lat_lng",
    "latlon",
    "latlong",
    "latlng",
    "lon_lat",
    "long_lat",
    "lng_lat",
    "lonlat",
    "latitude_longitude",
    "longitude_latitude",
    "coordinates",
    "coordinate",
    "coords",
    "coord",
    "gps",
    "gps_coordinates",
    "geopoint",
    "geolocation",
    "position",
    "location",
    "coordonnees",
    "coordenadas",
    "الاحداثيات",
    "احداثيات",
];
/// Names of a column that may hold well-known text; its cells decide.
pub(super) const WKT: [&str; 10] =
    ["wkt", "wkt_geom", "geom_wkt", "geom", "geometry", "the_geom", "geometry_wkt", "shape", "point", "geometrie"];

/// Members of an incident by what other languages and other tables call them; [`super::super::incident`] knows the rest of the English ones.
pub(super) const MEMBERS: &[(&str, &[&str])] = &[
    (
        "id",
        &[
            "event_id",
            "incident_id",
            "id_evenement",
            "id_incident",
            "identifiant",
            "identificador",
            "id_evento",
            "رقم_الحادث",
            "المعرف",
            "رقم_الحادثه",
        ],
    ),
    (
        "name",
        &[
            "incident",
            "incident_name",
            "location_name",
            "place_name_en",
            "nom",
            "nom_du_lieu",
            "lieu",
            "localite",
            "nombre",
            "lugar",
            "localidad",
            "الاسم",
            "اسم",
            "المكان",
            "الموقع",
            "اسم_المكان",
            "البلده",
        ],
    ),
    (
        "date",
        &[
            "date_of_incident",
            "date_of_event",
            "date_incident",
            "date_evenement",
            "date_de_l_incident",
            "date_de_l_evenement",
            "fecha",
            "fecha_del_incidente",
            "fecha_del_evento",
            "التاريخ",
            "تاريخ",
            "تاريخ_الحادث",
            "تاريخ_الحادثه",
        ],
    ),
    (
        "killed",
        &[
            "number_killed",
            "people_killed",
            "total_killed",
            "nb_killed",
            "no_killed",
            "deaths_total",
            "total_deaths",
            "tues",
            "morts",
            "nombre_de_morts",
            "nombre_de_tues",
            "deces",
            "muertos",
            "numero_de_muertos",
            "fallecidos",
            "القتلي",
            "قتلي",
            "عدد_القتلي",
            "الشهداء",
            "عدد_الشهداء",
        ],
    ),
    (
        "injured",
        &[
            "number_injured",
            "people_injured",
            "total_injured",
            "nb_injured",
            "no_injured",
            "blesses",
            "nombre_de_blesses",
            "heridos",
            "numero_de_heridos",
            "lesionados",
            "الجرحي",
            "جرحي",
            "عدد_الجرحي",
            "المصابين",
            "المصابون",
        ],
    ),
    ("what", &["descripcion", "resumen", "resume", "الوصف", "وصف", "ملاحظات"]),
];
