//! Location claims: a place with how well it is known, and why.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use crate::geographic::LonLat;

/// Where somebody says that it happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LocationClaim {
    /// The place.
    pub place: ClaimedPlace,
    /// The true place lies within so many metres of the place given; absent: not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0))]
    pub uncertainty_m: Option<f64>,
    /// Why this place and this uncertainty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The words of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Who said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_by: Option<String>,
    /// Key in `sources.json`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Paragraph of the source, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// Where the coordinates come from, as a key in `sources.json`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coordinates_from: Option<String>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Members that we don't know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Map<String, Value>,
}

impl LocationClaim {
    /// A place of which nothing else is known.
    pub fn of(place: ClaimedPlace) -> Self {
        Self {
            place,
            uncertainty_m: None,
            reason: None,
            text: None,
            said_by: None,
            source: None,
            paragraph: None,
            coordinates_from: None,
            note: None,
            extra: Map::new(),
        }
    }
}

/// A place as it is claimed: never a point where the source says an area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClaimedPlace {
    /// A point: `{"point": [lon, lat]}`.
    Point(
        #[serde(with = "position")]
        #[schemars(with = "Position")]
        LonLat,
    ),
    /// An area drawn in the file: `{"area": {"geometry": …, "name": …}}`.
    Area {
        /// Its outline.
        #[serde(with = "polygons")]
        #[schemars(with = "GeometryObject")]
        geometry: geo::MultiPolygon<f64>,
        /// What it is called.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
    },
    /// A direction from a place: `{"sector": {"vertex": [lon, lat], "from_deg": 225, "to_deg": 315}}`.
    Sector {
        /// Where the direction is seen from.
        #[serde(with = "position")]
        #[schemars(with = "Position")]
        vertex: LonLat,
        /// First azimuth, degrees clockwise from north.
        from_deg: f64,
        /// Last azimuth, clockwise from the first.
        to_deg: f64,
        /// How far it reaches; absent: not said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        radius_m: Option<f64>,
        /// What the direction is called.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// An area by name: `{"named_area": {"layer": "admin1", "name": "Idlib"}}`.
    NamedArea(NamedArea),
    /// Lines or several points as the feature's geometry gives them.
    Shape(
        #[serde(with = "geometry")]
        #[schemars(with = "GeometryObject")]
        geo::Geometry<f64>,
    ),
    /// It happened, but nobody says where: `"unlocated"`.
    Unlocated,
}

/// An area of a base layer, found by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NamedArea {
    /// The layer: `admin1`, `countries`, …
    pub layer: String,
    /// The area's name in that layer.
    pub name: String,
    /// ISO 3166 code of the country (two letters) or of its part (`SY-ID`), where names repeat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iso: Option<String>,
    /// Which part of the area is meant, in words: `northern`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

impl ClaimedPlace {
    /// The place of a feature's geometry: points and polygons as such, lines and several points as a shape.
    pub fn of_geometry(geometry: &geo::Geometry<f64>) -> Self {
        match geometry {
            geo::Geometry::Point(p) => Self::Point(LonLat::new(p.x(), p.y())),
            geo::Geometry::MultiPoint(points) if points.0.len() == 1 => {
                Self::Point(LonLat::new(points.0[0].x(), points.0[0].y()))
            }
            geo::Geometry::Polygon(p) => Self::Area { geometry: geo::MultiPolygon(vec![p.clone()]), name: None },
            geo::Geometry::MultiPolygon(p) => Self::Area { geometry: p.clone(), name: None },
            other => Self::Shape(other.clone()),
        }
    }

    /// The geometry that a plain GeoJSON reader should see; `None` for what has no outline of its own.
    pub fn to_geometry(&self) -> Option<geo::Geometry<f64>> {
        match self {
            Self::Point(p) => Some(geo::Geometry::Point(geo::Point::new(p.lon_deg, p.lat_deg))),
            Self::Area { geometry, .. } if geometry.0.len() == 1 => Some(geo::Geometry::Polygon(geometry.0[0].clone())),
            Self::Area { geometry, .. } => Some(geo::Geometry::MultiPolygon(geometry.clone())),
            Self::Shape(geometry) => Some(geometry.clone()),
            Self::Sector { .. } | Self::NamedArea(_) | Self::Unlocated => None,
        }
    }
}

/// A GeoJSON position, longitude first.
pub(super) mod position {
    use super::*;

    pub fn serialize<S: Serializer>(place: &LonLat, serializer: S) -> Result<S::Ok, S::Error> {
        [place.lon_deg, place.lat_deg].serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<LonLat, D::Error> {
        let [lon_deg, lat_deg] = <[f64; 2]>::deserialize(deserializer)?;
        if !(-540.0..=540.0).contains(&lon_deg) || !(-90.0..=90.0).contains(&lat_deg) {
            let told = format!("position [{lon_deg}, {lat_deg}] is not on the earth; longitude comes first");
            return Err(serde::de::Error::custom(told));
        }
        Ok(LonLat::new(lon_deg, lat_deg))
    }
}

/// Any geometry as a GeoJSON object.
mod geometry {
    use super::*;

    pub fn serialize<S: Serializer>(geometry: &geo::Geometry<f64>, serializer: S) -> Result<S::Ok, S::Error> {
        geojson::Geometry::from(geometry).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<geo::Geometry<f64>, D::Error> {
        let object = geojson::Geometry::deserialize(deserializer)?;
        geo::Geometry::try_from(object).map_err(serde::de::Error::custom)
    }
}

/// A polygon or several as a GeoJSON object.
pub(super) mod polygons {
    use super::*;

    pub fn serialize<S: Serializer>(area: &geo::MultiPolygon<f64>, serializer: S) -> Result<S::Ok, S::Error> {
        let place = ClaimedPlace::Area { geometry: area.clone(), name: None };
        geometry::serialize(&place.to_geometry().unwrap_or_else(|| area.clone().into()), serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<geo::MultiPolygon<f64>, D::Error> {
        match geometry::deserialize(deserializer)? {
            geo::Geometry::Polygon(p) => Ok(geo::MultiPolygon(vec![p])),
            geo::Geometry::MultiPolygon(p) => Ok(p),
            _ => Err(serde::de::Error::custom("an area is a Polygon or MultiPolygon")),
        }
    }
}

/// Schema stand-in for `[lon, lat]`.
pub(super) struct Position;

impl JsonSchema for Position {
    fn schema_name() -> Cow<'static, str> {
        "Position".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Longitude, then latitude, degrees, WGS 84.",
            "type": "array",
            "prefixItems": [
                {"type": "number", "minimum": -540, "maximum": 540},
                {"type": "number", "minimum": -90, "maximum": 90}
            ],
            "minItems": 2,
            "maxItems": 2
        })
    }
}

/// Schema stand-in for a GeoJSON geometry.
pub(super) struct GeometryObject;

impl JsonSchema for GeometryObject {
    fn schema_name() -> Cow<'static, str> {
        "Geometry".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A GeoJSON geometry (RFC 7946 §3.1).",
            "type": "object",
            "required": ["type"],
            "properties": {
                "type": {"enum": [
                    "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
                    "GeometryCollection"
                ]},
                "coordinates": {"type": "array"},
                "geometries": {"type": "array", "items": {"$ref": "#/$defs/Geometry"}}
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn round(value: Value) -> ClaimedPlace {
        let place: ClaimedPlace = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(serde_json::to_value(&place).unwrap(), value);
        place
    }

    #[test]
    fn each_place_is_written_as_it_is_read() {
        assert_eq!(round(json!({"point": [36.5, 36.1]})), ClaimedPlace::Point(LonLat::new(36.5, 36.1)));
        assert_eq!(round(json!("unlocated")), ClaimedPlace::Unlocated);
        round(json!({"sector": {"vertex": [36.6, 35.9], "from_deg": 225.0, "to_deg": 315.0}}));
        round(json!({"named_area": {"layer": "admin1", "name": "Idlib", "iso": "SY-ID"}}));
        let ring = json!([[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]]);
        round(json!({"area": {"geometry": {"type": "Polygon", "coordinates": ring}, "name": "camp"}}));
        round(json!({"shape": {"type": "LineString", "coordinates": [[0.0, 0.0], [1.0, 2.0]]}}));
    }

    #[test]
    fn swapped_or_wild_positions_are_refused() {
        let fault = serde_json::from_value::<ClaimedPlace>(json!({"point": [36.1, 136.5]})).unwrap_err();
        assert!(fault.to_string().contains("longitude comes first"), "{fault}");
        assert!(serde_json::from_value::<ClaimedPlace>(json!({"point": [36.1]})).is_err());
    }
}
