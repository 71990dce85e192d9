package demo

import (
	"context"
	"fmt"

	"ocop/catalog"
)

// placed is the approximate point of a producer, that of a well-known place near.
type placed struct {
	Producer string `json:"producer"`
	Province string `json:"province"`
	point
}

// writePoints says where some producers are who have no written record, so that
// there are trails to walk.
func (l loader) writePoints(ctx context.Context) error {
	points, err := read[[]placed]("points.json")
	if err != nil {
		return err
	}
	for _, p := range points {
		province, ok := l.atlas.FindProvince(p.Province)
		if !ok {
			return fmt.Errorf("no province %q", p.Province)
		}
		err := l.producers.Locate(ctx, p.Producer, province.Code, catalog.Producer{
			Lat: p.Lat, Lon: p.Lon, PointLabel: p.Label, PointLabelEN: p.LabelEN,
		})
		if err != nil {
			return err
		}
	}
	return nil
}
